package org.lvsdirector.parser.model;

import java.time.Duration;
import org.lvsdirector.parser.source.SourceRange;

/**
 * One line of {@code interface_up_down_delays} (keepalived reference, VRRP 1.15 and 11.6).
 *
 * @param name interface
 * @param down how long the link must be down before it counts, 0..255 s
 * @param up how long the link must be up before it counts, 0..255 s, default 0
 * @param range where the line stands
 */
public record InterfaceDelay(String name, Duration down, Duration up, SourceRange range) {}
