/* For tests that write PDF through Cairo: what the sanitizers are to overlook.
 *
 * Cairo 1.16 leaks an array of each CFF font that it embeds while it finishes a PDF surface; ours
 * would show above that call. The slow unwinder is needed to see it through a library without frame
 * pointers. Without the sanitizers nothing calls these. */
#ifndef BB_TESTS_CAIRO_LEAK_H
#define BB_TESTS_CAIRO_LEAK_H

__attribute__((visibility("default"))) const char *__asan_default_options(void);
__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void);

const char *
__asan_default_options(void)
{
    return "fast_unwind_on_malloc=0";
}

const char *
__lsan_default_suppressions(void)
{
    return "leak:cairo_surface_finish\n";
}

#endif
