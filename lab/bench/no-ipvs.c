/*
 * Lets keepalived's checker run on a kernel without IPVS, to be measured: what it tells the table is
 * thrown away and acknowledged. Put in front of libnl-3 and libnl-genl-3 by LD_PRELOAD.
 */
typedef int (*callback)(void *message, void *argument);

enum { MESSAGE_KINDS = 16, FINISH = 1, ACK = 4 };

static callback callbacks[MESSAGE_KINDS];
static void *arguments[MESSAGE_KINDS];

int genl_ctrl_resolve(void *socket, const char *family)
{
	(void)socket;
	(void)family;
	return 1;
}

int nl_socket_modify_cb(void *socket, int type, int kind, callback function, void *argument)
{
	(void)socket;
	(void)kind;
	if (type >= 0 && type < MESSAGE_KINDS) {
		callbacks[type] = function;
		arguments[type] = argument;
	}
	return 0;
}

int nl_send_auto(void *socket, void *message)
{
	(void)socket;
	(void)message;
	return 1;
}

int nl_recvmsgs_default(void *socket)
{
	(void)socket;
	if (callbacks[FINISH])
		callbacks[FINISH](0, arguments[FINISH]);
	if (callbacks[ACK])
		callbacks[ACK](0, arguments[ACK]);
	return 0;
}
