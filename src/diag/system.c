/* Why a file cannot be written, by errno: what a protocol officer may meet has a code with words
 * and a hint of its own; only the rest quotes the system. strerror(3) for all was the alternative:
 * it speaks English to people who asked for Korean, and tells nobody what to do. */
#include <errno.h>

#include "diag/diag.h"

enum bb_code
bb_diag_name_unwritable(int error)
{
    switch (error) {
    case ENOENT:
    case ENOTDIR:
        return BB_D_OUTPUT_FOLDER;
    case EACCES:
    case EPERM:
    case EROFS:
        return BB_D_OUTPUT_DENIED;
    case ENOSPC:
    case EDQUOT:
        return BB_D_OUTPUT_FULL;
    case EISDIR:
        return BB_D_OUTPUT_IS_FOLDER;
    case EFBIG:
        return BB_D_OUTPUT_LIMIT;
    case ENAMETOOLONG:
        return BB_D_OUTPUT_NAME;
    case EPIPE:
        return BB_D_OUTPUT_READER;
    default:
        return BB_D_OUTPUT_FAILED;
    }
}
