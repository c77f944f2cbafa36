/* Font files are mapped, for their tables are read here and there. The outlines of a CJK face are
 * the exception: some thousand glyphs lie all over 14 MB, and with each page that is touched the
 * kernel maps fifteen around it. Read with pread instead, they cost the memory of their bytes. */
#include "fontset/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

bool
bb_font_file_open(struct bb_font_file *file, const char *path)
{
    struct stat stat;
    *file = (struct bb_font_file){.fd = open(path, O_RDONLY | O_CLOEXEC)};
    if (file->fd < 0)
        return false;
    if (fstat(file->fd, &stat) == 0 && S_ISREG(stat.st_mode) && stat.st_size > 0) {
        size_t len = (size_t)stat.st_size;
        void *bytes = mmap(NULL, len, PROT_READ, MAP_PRIVATE, file->fd, 0);
        if (bytes != MAP_FAILED)
            file->bytes = (struct bb_str){bytes, len};
    }
    if (file->bytes.ptr)
        return true;
    bb_font_file_close(file);
    return false;
}

void
bb_font_file_close(struct bb_font_file *file)
{
    if (file->bytes.ptr)
        munmap((void *)(uintptr_t)file->bytes.ptr, file->bytes.len);
    if (file->fd >= 0)
        close(file->fd);
    *file = (struct bb_font_file){.fd = -1};
}

/* Where the `index`-th font's table directory starts: a collection begins with a list of them. */
static size_t
find_directory(struct bb_str bytes, unsigned index)
{
    enum { COLLECTION_HEAD = 12 };
    if (bytes.len < COLLECTION_HEAD || memcmp(bytes.ptr, "ttcf", 4) != 0)
        return index == 0 ? 0 : bytes.len;
    if (index >= bb_font_u32(bytes.ptr + 8)
        || bytes.len < COLLECTION_HEAD + 4 * ((size_t)index + 1))
        return bytes.len;
    return bb_font_u32(bytes.ptr + COLLECTION_HEAD + 4 * (size_t)index);
}

struct bb_str
bb_font_file_table(const struct bb_font_file *file, unsigned index, const char *tag)
{
    enum { HEAD = 12, RECORD = 16 };
    struct bb_str none = {0};
    size_t start = find_directory(file->bytes, index);
    if (start > file->bytes.len || file->bytes.len - start < HEAD)
        return none;
    const char *directory = file->bytes.ptr + start;
    uint32_t count = bb_font_u16(directory + 4);
    if (file->bytes.len - start < HEAD + (size_t)RECORD * count)
        return none;
    for (uint32_t i = 0; i < count; i++) {
        const char *record = directory + HEAD + (size_t)RECORD * i;
        uint32_t at = bb_font_u32(record + 8), len = bb_font_u32(record + 12);
        if (memcmp(record, tag, 4) == 0)
            return at <= file->bytes.len && len <= file->bytes.len - at
                ? (struct bb_str){file->bytes.ptr + at, len}
                : none;
    }
    return none;
}

bool
bb_font_file_read(const struct bb_font_file *file, size_t at, void *to, size_t len)
{
    char *out = to;
    while (len > 0) {
        ssize_t got = pread(file->fd, out, len, (off_t)at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        out += got;
        at += (size_t)got;
        len -= (size_t)got;
    }
    return true;
}
