/* In the page there is no operating system: the block image registers the only file system there is. */
int sqlite3_os_init(void);
int sqlite3_os_end(void);
int sqlite3_os_init(void) { return 0; }
int sqlite3_os_end(void) { return 0; }
