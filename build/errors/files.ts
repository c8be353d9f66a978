import { section } from "./section";

export const files = section("Files", {
  "file-unreadable": ["A file does not exist or cannot be read.", "Check path and permissions."],
  "file-unwritable": [
    "A file cannot be written. The old file is unchanged.",
    "Check directory, permissions and free space.",
  ],
  "file-invalid": [
    "A file of cdktf-connect contains a mistake. The message names file, line and column.",
    "Correct it; files that a command writes can be written again.",
  ],
  "file-newer": ["The file was written by a newer version of cdktf-connect.", "Upgrade cdktf-connect here."],
  "file-merge-marks": [
    "The file contains merge conflict markers.",
    "Keep the entries of both sides and remove the markers.",
  ],
  "file-locked": [
    "Another process is writing the file.",
    "Wait. If there is none, remove the file that the message names.",
  ],
});

export const comparing = section("Comparing", {
  "nothing-compared": [
    "The options leave nothing to compare, which must not look like a clean result.",
    "Check the options and the `CONNECT_…` variables.",
  ],
  "recorded-elsewhere": [
    "A value was recorded on another platform, address or organization than the environment names.",
    "Run with the environment of that origin, or use `--here`.",
  ],
  "query-differs": [
    "`bootstrap --check` was given another `--where` or `--expression` than the file was written with, so it would compare other products.",
    "Check the file with the options that the message names.",
  ],
});

export const programs = section("The programs themselves", {
  interrupted: ["Terraform stopped the provider.", "Nothing."],
  bug: ["An error that should have been handled was not.", "Report it, with the output of `TF_LOG=debug`."],
});
