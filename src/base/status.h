/* Status steers control flow; what to tell the author goes to the diagnostics (diag/diag.h). */
#ifndef BB_BASE_STATUS_H
#define BB_BASE_STATUS_H

enum bb_status {
    BB_OK = 0,
    BB_INVALID,  /* the input is wrong and has been reported */
    BB_IO,       /* a file or device failed and has been reported */
    BB_INTERNAL, /* a fault of the program or of a library, reported */
};

#endif
