/* Hashing, by nettle.
 *
 * libqpdf brings nettle along. It uses the processor's own instructions for SHA-256, where GLib's
 * portable code took half of the time of an archive copy: the font files of a Korean book have
 * forty megabytes. */
#include "input/hash.h"

#include <nettle/base16.h>
#include <nettle/md5.h>
#include <nettle/sha2.h>
#include <stdio.h>

static void
finish(struct sha256_ctx *context, char hash[BB_HASH_SIZE])
{
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_digest(context, sizeof digest, digest);
    base16_encode_update(hash, sizeof digest, digest);
    hash[BB_HASH_SIZE - 1] = '\0';
}

void
bb_input_hash_bytes(struct bb_str bytes, char hash[BB_HASH_SIZE])
{
    struct sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, bytes.len, (const uint8_t *)bytes.ptr);
    finish(&context, hash);
}

/* In pieces: a collection of faces has twenty megabytes. */
void
bb_input_hash_file(const char *path, char hash[BB_HASH_SIZE])
{
    uint8_t piece[16384];
    struct sha256_ctx context;
    hash[0] = '\0';
    FILE *file = fopen(path, "rb");
    if (!file)
        return;
    sha256_init(&context);
    for (size_t got; (got = fread(piece, 1, sizeof piece, file)) > 0;)
        sha256_update(&context, got, piece);
    if (!ferror(file))
        finish(&context, hash);
    fclose(file);
}

void
bb_input_md5_bytes(struct bb_str bytes, char hash[BB_MD5_SIZE])
{
    uint8_t digest[MD5_DIGEST_SIZE];
    struct md5_ctx context;
    md5_init(&context);
    md5_update(&context, bytes.len, (const uint8_t *)bytes.ptr);
    md5_digest(&context, sizeof digest, digest);
    base16_encode_update(hash, sizeof digest, digest);
    hash[BB_MD5_SIZE - 1] = '\0';
}
