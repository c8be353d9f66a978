// Tests ask no platform: connect.lock.json answers.
process.env.CONNECT_LOOKUPS = "locked";

module.exports = { preset: "ts-jest" };
