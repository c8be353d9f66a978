import { lockAdd } from "./lock/add";
import { lockRefresh } from "./lock/refresh";
import { lockShow } from "./lock/show";
import { lockVerify } from "./lock/verify";

export const lock = {
  name: "lock",
  summary: "show, verify, refresh and add what connect.lock.json records",
  about: `Looks after connect.lock.json, where programs record what they read with atSynth: the nearest one in this directory
and its parents. The platform's address and keys come from CONNECT_… variables, as everywhere.

To remove entries that a program no longer uses, synthesize it with CONNECT_LOOKUPS=prune.`,
  commands: [lockShow, lockVerify, lockRefresh, lockAdd],
};
