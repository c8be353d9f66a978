// Where a Chromium is that a distribution or a user installed; undefined: nowhere. Nothing downloads one.
const { accessSync, constants } = require("node:fs");
const { delimiter, join } = require("node:path");

const names = ["chromium", "chromium-headless-shell", "chromium-browser", "google-chrome-stable", "google-chrome"];

const isExecutable = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

exports.chromiumIn = (path = "") =>
  names.flatMap((name) => path.split(delimiter).map((directory) => join(directory, name))).find(isExecutable);

exports.chromium = exports.chromiumIn(process.env.PATH);
