/* For tests: a trip read from text or from a file, with what is derived from it. */
#ifndef BB_TEST_ITINERARY_FIXTURE_H
#define BB_TEST_ITINERARY_FIXTURE_H

#include "itinerary/itinerary.h"
#include "reading.h"

struct fixture {
    struct reading in;
    struct bb_value *root;
    enum bb_status status;
    struct bb_buf said; /* what a test has to say of it */
};

static inline void
open_fixture(struct fixture *f)
{
    *f = (struct fixture){0};
    reading_start(&f->in);
}

/* Into a fixture that is open, whose limits may have been changed. */
static inline void
load_open(struct fixture *f, const char *text)
{
    uint32_t source = reading_add(&f->in, "t.yaml", bb_str_from(text));
    f->status = bb_itinerary_load_source(&f->in.input, source, &f->root);
}

static inline void
load(struct fixture *f, const char *text)
{
    open_fixture(f);
    load_open(f, text);
}

static inline void
finish(struct fixture *f)
{
    bb_buf_finish(&f->said);
    reading_finish(&f->in);
}

#endif
