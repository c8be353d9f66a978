import { harmless } from "../schema/foreign-text";

// What commands write holds texts of platforms and files: it goes to terminals and CI logs through here.

export const print = (text: string): void => {
  process.stdout.write(harmless(text));
};

export const tell = (text: string): void => {
  process.stderr.write(harmless(text));
};
