import { harmless } from "../schema/foreign-text";

// Commands write texts of platforms and files: all output to terminals and CI logs passes through here.

export const print = (text: string): void => {
  process.stdout.write(harmless(text));
};

export const tell = (text: string): void => {
  process.stderr.write(harmless(text));
};
