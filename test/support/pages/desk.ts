import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { delimiter, join } from "node:path";
import { version } from "../../../src/version";
import { makeApp, packedArchive } from "../app";
import { newDirectory } from "../directory";
import { must } from "../program";

const root = join(__dirname, "..", "..", "..");

/** Where somebody reads the pages: a clone, a place beside it, and programs. */
export interface Desk {
  readonly clone: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly port: number;
}

/** What a registry would be asked for is here: this npm takes it, and does everything else itself. */
const npm = (npmItself: string, packed: string, app: string) => `#!/bin/sh
set -e
case "$1" in
  pack) test "$2 $3" = "--pack-destination .."; cp "${packed}" "../cdktf-connect-${version}.tgz" ;;
  install)
    shift
    for name in "$@"; do
      case "$name" in
        *.tgz) test -f "$name" ;;
        *) test -e "${app}/node_modules/$name" ;;
      esac || { echo "npm install: there is no $name"; exit 1; }
    done
    cp -RP "${app}/node_modules" . ;;
  ci) test -d node_modules ;;
  *) exec "${npmItself}" "$@" ;;
esac
`;

/** Finds a program where npx does, without the second in which npm starts, and installs nothing. */
const npx = `#!/bin/sh
test "$1" = --no-install && shift
program=$1
shift
place=$PWD
until test -x "$place/node_modules/.bin/$program"; do
  if test "$place" = /; then echo "npx: $program is not installed"; exit 1; fi
  place=$(dirname "$place")
done
exec "$place/node_modules/.bin/$program" "$@"
`;

export async function makeDesk(): Promise<Desk> {
  const place = newDirectory();
  const clone = join(place, "clone");
  const programs = join(place, "programs");
  const home = join(place, "home");
  for (const folder of [clone, programs, home]) mkdirSync(folder);
  for (const name of ["package.json", "tsconfig.json", "node_modules", "build", "dist", "src", "test"])
    symlinkSync(join(root, name), join(clone, name));
  const npmItself = must("sh", ["-c", "command -v npm"]).trim();
  const standIns = { npm: npm(npmItself, packedArchive(), makeApp({})), npx };
  for (const [name, text] of Object.entries(standIns)) writeFileSync(join(programs, name), text, { mode: 0o755 });
  return {
    clone,
    port: await freePort(),
    environment: {
      PATH: `${programs}${delimiter}${process.env.PATH}`,
      // A page may say what is for all directories of a user.
      HOME: home,
      CHECKPOINT_DISABLE: "1",
      npm_config_update_notifier: "false",
    },
  };
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
