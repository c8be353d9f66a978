type Cause = readonly [reason: string, remedy?: string];

/** Why a file cannot be read or written, by the code of the system, of Node or of `content.ts`. */
const common: Readonly<Record<string, Cause>> = {
  EISDIR: ["it is a directory", "Name a file."],
  ENOTDIR: ["a part of its path is a file, not a directory", "Check the path."],
  ELOOP: ["its links lead in a circle", "Correct or remove the link."],
  ENAMETOOLONG: ["its name is too long", "Choose a shorter one."],
  EIO: ["the device reported an error (EIO)", "Check the disk."],
  EMFILE: ["this process has too many open files (EMFILE)", "Raise the limit: ulimit -n."],
  ENFILE: ["this machine has too many open files (ENFILE)"],
  ENOMEM: ["this machine has too little memory (ENOMEM)"],
  ESTALE: ["its file system is no longer there (ESTALE)"],
};

const reading: Readonly<Record<string, Cause>> = {
  ...common,
  ENOENT: ["it does not exist"],
  EACCES: ["this user may not read it", "Change its permissions or those of its directory."],
  EPERM: ["this user may not read it"],
  ENXIO: ["it is a socket, or a device that is not there", "Name a file."],
  SILENT: ["it is a pipe, and no program writes to it", "Name a file."],
  TOO_LARGE: ["it is too large to be read"],
  ERR_STRING_TOO_LONG: ["it is too large to be read"],
  ERR_FS_FILE_TOO_LARGE: ["it is too large to be read"],
};

const writing: Readonly<Record<string, Cause>> = {
  ...common,
  ENOENT: ["its directory does not exist, or was removed", "Create the directory."],
  EACCES: ["this user may not write there", "Change the permissions of the directory."],
  EPERM: ["this user may not write there (EPERM)"],
  EROFS: ["the file system is read-only", "Write to another directory, or mount it for writing."],
  ENOSPC: ["there is no space left on the device", "Free some space, or write to another device."],
  EDQUOT: ["this user's disk quota is used up", "Free some space, or write to another device."],
  EFBIG: ["the file would be larger than this process may write", "Raise the limit: ulimit -f."],
  EBUSY: ["it is in use, for example as a mount point", "Where a single file is mounted, mount its directory instead."],
  EEXIST: ["something else is in its place"],
  EPIPE: ["the program that read it has ended"],
  ENXIO: ["it is a socket, or a pipe that no program reads"],
};

export type Access = "read" | "written";

/** What is said of an error about a file. Node's own message only where the code is unknown. */
export function causeOf(error: unknown, access: Access): { readonly reason: string; readonly remedy: string } {
  const { code = "", message } = error as NodeJS.ErrnoException;
  const [reason = message.replace(/\.$/, ""), remedy = ""] = (access === "read" ? reading : writing)[code] ?? [];
  return { reason, remedy };
}
