const { chromium } = require("../../build/chromium.cjs");
const missingGroup = require("./missing-group.js");

module.exports = missingGroup({
  title: "in Chromium",
  here: () => chromium,
  why: "no Chromium is in PATH. Debian: apt-get install chromium-headless-shell",
});
