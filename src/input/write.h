/* What writing files and folders shares (internal to input). */
#ifndef BB_INPUT_WRITE_H
#define BB_INPUT_WRITE_H

#include <limits.h>

#include "input/input.h"

enum { BB_TEMP_TRIES = 100 };

/* The try-th name of a temporary file or folder of process `pid` beside `path`. false: too long. */
bool bb_input_name_temp(char out[PATH_MAX], const char *path, long pid, int try);

/* Tries such names until `take`, which is given `fd` besides, does not find one in use already.
 * What it returned, or -1 with errno; `temp` is the name it took. */
int bb_input_take_temp(
    char temp[PATH_MAX], const char *path, int (*take)(const char *temp, int fd), int fd);

/* 0, or an errno. */
int bb_input_write_all(int fd, const char *bytes, size_t len);

/* Syncs the folder that `path` lies in; 0, or an errno. */
int bb_input_sync_folder(const char *path);

/* Reports why `path` could not be written; BB_IO. */
enum bb_status bb_input_report_unwritable(struct bb_diag *diag, const char *path, int error);

#endif
