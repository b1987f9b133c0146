/*
 * fil: whole files in and out.
 */
#ifndef BASE_FIL_H
#define BASE_FIL_H

#include "base/str.h"

/* Reads all of a regular file of at most limit bytes. Errors name the path and say what to do. */
bool fil_read(struct arena *arena, const char *path, size_t limit, struct str *out,
              struct err *err) MUST_CHECK;
/* Writes a new file beside the path, syncs it and renames it into place: the path holds the old
 * bytes or the new ones, never a part. */
bool fil_write(const char *path, struct str text, struct err *err) MUST_CHECK;
bool fil_is_folder(const char *path);
bool fil_exists(const char *path);
/* Names (not paths) in a folder, sorted bytewise, without "." and "..". */
bool fil_list(struct arena *arena, const char *path, struct str **names, size_t *count,
              struct err *err) MUST_CHECK;

#endif
