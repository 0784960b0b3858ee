# shellcheck shell=bash
# The guest's kernel and initramfs in the cache folder. Sourced by lab/setup and lab/vm.
#
#   $LAB_CACHE/kernel/<release>/vmlinuz and lib/modules/<release>/   Debian's stock kernel, unpacked, never installed
#   $LAB_CACHE/initramfs/<release>-<checksum of lab/lib/init>.gz      busybox, a few modules, our init

# Modules that the initramfs needs before the host's root is there.
BOOT_MODULES=(virtio_pci 9pnet_virtio 9p overlay)

kernel_release() {
  local dir newest=
  for dir in "$LAB_CACHE"/kernel/*/; do
    [ -e "$dir/vmlinuz" ] && newest=$(basename "$dir")
  done
  [ -n "$newest" ] && printf '%s\n' "$newest"
}

kernel_dir() { printf '%s/kernel/%s\n' "$LAB_CACHE" "$(kernel_release)"; }

initramfs_file() {
  printf '%s/initramfs/%s-%s.gz\n' "$LAB_CACHE" "$(kernel_release)" "$(cksum <"$LAB_DIR/lib/init" | cut -d' ' -f1)"
}

# Downloaded and unpacked, not installed: an installed kernel runs bootloader hooks and fills /boot.
# The standard flavour, because the cloud flavour has no 9p file system.
fetch_kernel() {
  [ -z "$(kernel_release)" ] || return 0
  local work package release
  work=$(mktemp -d "$LAB_CACHE/kernel-download.XXXXXX")
  package=$(apt-cache depends linux-image-amd64 2>/dev/null | sed -n 's/^ *Depends: \(linux-image-[0-9].*\)/\1/p' | head -n 1)
  if [ -z "$package" ]; then
    apt-get -qq update >&2
    package=$(apt-cache depends linux-image-amd64 | sed -n 's/^ *Depends: \(linux-image-[0-9].*\)/\1/p' | head -n 1)
  fi
  [ -n "$package" ] || die "apt knows no linux-image-amd64: check /etc/apt/sources.list.d, then run lab/setup again"
  say "lab: downloading $package for the virtual machine"
  (cd "$work" && apt-get -qq -o APT::Sandbox::User=root download "$package" >&2) ||
    { rm -rf "$work"; die "apt-get could not download $package: check the network, then run lab/setup again"; }
  dpkg -x "$work"/linux-image-*.deb "$work/root"
  release=$(basename "$work"/root/boot/vmlinuz-*)
  release=${release#vmlinuz-}
  depmod -b "$work/root" "$release"
  mkdir -p "$LAB_CACHE/kernel" "$work/kernel"
  mv "$work/root/boot/vmlinuz-$release" "$work/kernel/vmlinuz"
  mv "$work/root/lib" "$work/kernel/lib"
  mv "$work/kernel" "$LAB_CACHE/kernel/$release"
  rm -rf "$work"
}

build_initramfs() {
  local target work kernel release file
  target=$(initramfs_file)
  [ ! -e "$target" ] || return 0
  kernel=$(kernel_dir)
  release=$(kernel_release)
  work=$(mktemp -d "$LAB_CACHE/initramfs-build.XXXXXX")
  mkdir -p "$work"/{bin,modules,proc,sys,dev,mnt} "$LAB_CACHE/initramfs"
  cp /bin/busybox "$work/bin/busybox"
  cp "$LAB_DIR/lib/init" "$work/init"
  chmod 755 "$work/init"
  # In load order, each once; the init script inserts them by this list because it has no modprobe database.
  modprobe -d "$kernel" -S "$release" -a --show-depends "${BOOT_MODULES[@]}" | sed -n 's/^insmod //p' | sed 's/ *$//' |
    awk '!seen[$0]++' | while read -r file; do
    cp "$file" "$work/modules/"
    basename "$file" >>"$work/modules/order"
  done
  (cd "$work" && find . | cpio --quiet -o -H newc | gzip -1) >"$work.gz"
  mv "$work.gz" "$target"
  rm -rf "$work"
}
