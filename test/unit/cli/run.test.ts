import type { Command, Group } from "../../../src/cli/command";
import { commands } from "../../../src/cli/commands";
import type { Io } from "../../../src/cli/io";
import { runCli } from "../../../src/cli/run";
import { version } from "../../../src/version";

const nowhere = { write: () => true };

/** A command line in an empty environment. */
async function run(args: readonly string[], around: Partial<Io> = {}, group: Group = commands) {
  const written = { stdout: "", stderr: "" };
  const to = (stream: keyof typeof written) => ({
    write: (text: string) => {
      written[stream] += text;
    },
  });
  const io: Io = {
    environment: {},
    stdout: to("stdout"),
    stderr: to("stderr"),
    now: () => new Date(0),
    onSignal: () => () => {},
    ...around,
  };
  return { code: await runCli(group, args, io), ...written };
}

/** Every command with the words that lead to it. */
const each = (group: Group, names: readonly string[] = []): [string, Command][] =>
  group.commands.flatMap((command) =>
    "commands" in command
      ? each(command, [...names, command.name])
      : [[[...names, command.name].join(" "), command] as [string, Command]],
  );
const all = each(commands);

test.each(all)("%s --help is a screen that shows every option and one real use", async (name, command) => {
  const { code, stdout, stderr } = await run([...name.split(" "), "--help"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toContain(`Usage: cdktf-connect ${name} [options]`);
  for (const option of [...Object.keys(command.options), "json", "color"]) expect(stdout).toContain(`\n  --${option} `);
  expect(stdout).toMatch(new RegExp(`^ {2}.*cdktf-connect ${name}\\b`, "m"));
  expect(stdout).toMatch(/^Exit codes: 0 .*, 3 usage\.$/m);
  const lines = stdout.split("\n");
  expect(lines.length).toBeLessThanOrEqual(41);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(120);
});

const mistakes: [string, string[], string][] = [
  ["an unknown option", ["--jsno"], "unknown option --jsno (did you mean --json?)"],
  ["an empty value", ["--color", ""], "--color: it is empty; check the variable that it comes from"],
  ["an unknown value", ["--color", "allways"], '--color: unknown value "allways" (did you mean always?)'],
  ["a flag with a value", ["--json=1"], "does not take an argument"],
];
test.each(all.flatMap(([name]) => mistakes.map((mistake) => [name, ...mistake] as const)))(
  "%s: %s is a usage error that leads to its help",
  async (name, _, args, message) => {
    const { code, stdout, stderr } = await run([...name.split(" "), ...args]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toMatch(/^cdktf-connect: /);
    expect(stderr).toContain(message);
    expect(stderr).toContain(`\nRun "cdktf-connect ${name} --help" for how to use it.\n`);
  },
);

test.each([
  [["nonsense"], 'unknown command "nonsense"; valid ones are emulate, ', ""],
  [["drfit"], 'unknown command "drfit" (did you mean drift?)', ""],
  [["__proto__"], 'unknown command "__proto__"', ""],
  [["help", "doc"], 'unknown command "doc" (did you mean doctor?)', ""],
  [["--versoin"], "unknown option --versoin (did you mean --version?)", ""],
  [["lock"], "lock: name one of show, verify, refresh", " lock"],
  [["lock", "verfy"], 'lock: unknown command "verfy" (did you mean verify?)', " lock"],
  [["lock", "--jsno"], "unknown option --jsno", " lock"],
  [["drift", "file.json"], "Unexpected argument 'file.json'", " drift"],
])("%j is a usage error", async (args, message, name) => {
  const { code, stdout, stderr } = await run(args);
  expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
  expect(stderr).toContain(`cdktf-connect: ${message}`);
  expect(stderr).toContain(`\nRun "cdktf-connect${name} --help" for how to use it.\n`);
});

test.each([[[]], [["--help"]], [["-h"]], [["help"]]])("%j lists the commands", async (args) => {
  const { code, stdout } = await run(args);
  expect(code).toBe(0);
  for (const { name, summary } of commands.commands)
    expect(stdout).toMatch(new RegExp(`^ {2}${name} +${summary}$`, "m"));
});

test("help of a command is the same however it is asked for", async () => {
  const { stdout } = await run(["lock", "show", "--help"]);
  expect(await run(["help", "lock", "show"])).toMatchObject({ code: 0, stdout });
  expect(await run(["lock", "show", "--json", "-h"])).toMatchObject({ code: 0, stdout });
});

test("the version is the package's", async () => {
  for (const written of ["--version", "-v"]) expect((await run([written])).stdout).toBe(`${version}\n`);
});

const failing = (message: string): Group => ({
  ...commands,
  commands: [
    {
      ...(all[0]?.[1] as Command),
      name: "fail",
      run: () => {
        throw new Error(message);
      },
    },
  ],
});

test("a failure is its message, made harmless, and exit code 1", async () => {
  expect(await run(["fail"], {}, failing("no \u001b[31mway"))).toEqual({
    code: 1,
    stdout: "",
    stderr: "cdktf-connect: no \\u001b[31mway\n",
  });
});

describe("colours", () => {
  const painting: Group = {
    ...commands,
    commands: [
      {
        ...(all[0]?.[1] as Command),
        name: "paint",
        options: {},
        run: ({ paint }, io) => {
          io.stdout.write(paint("bad", "red"));
          return 0;
        },
      },
    ],
  };
  const painted = async (args: string[], environment: Io["environment"], screen: Partial<Io["stdout"]> = {}) => {
    let text = "";
    const write = (part: string) => {
      text += part;
    };
    await run(["paint", ...args], { environment, stdout: { ...nowhere, ...screen, write } }, painting);
    return text === "\u001b[31mred\u001b[39m";
  };
  const terminal = { isTTY: true, hasColors: () => true };

  test("are shown by a terminal that has them, and not to a file", async () => {
    expect(await painted([], {}, terminal)).toBe(true);
    expect(await painted([], {}, { isTTY: true, hasColors: () => false })).toBe(false);
    expect(await painted([], {})).toBe(false);
  });

  test("are shown everywhere with --color always, and nowhere with --color never", async () => {
    expect(await painted(["--color", "always"], { NO_COLOR: "1" })).toBe(true);
    expect(await painted(["--color=never"], { FORCE_COLOR: "1" }, terminal)).toBe(false);
  });

  test("follow FORCE_COLOR and NO_COLOR where no terminal is asked", async () => {
    expect(await painted([], { FORCE_COLOR: "1" })).toBe(true);
    expect(await painted([], { FORCE_COLOR: "0" })).toBe(false);
    expect(await painted([], { FORCE_COLOR: "1", NO_COLOR: "1" })).toBe(false);
  });
});
