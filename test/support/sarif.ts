interface Descriptor {
  readonly id: string;
}

interface Located {
  readonly locations?: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string };
      readonly region?: { readonly startLine: number };
    };
  }[];
}

interface Result extends Located {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly message: { readonly text: string };
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions?: readonly (Located & { readonly justification?: string })[];
  readonly baselineState?: string;
}

interface Notification extends Located {
  readonly level: string;
  readonly descriptor?: { readonly id: string; readonly index: number };
}

export interface SarifLog {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: Descriptor[]; readonly notifications: Descriptor[] } };
    readonly originalUriBaseIds: Readonly<Record<string, unknown>>;
    readonly invocations: readonly {
      readonly executionSuccessful: boolean;
      readonly exitCode: number;
      readonly toolExecutionNotifications: readonly Notification[];
      readonly toolConfigurationNotifications: readonly Notification[];
    }[];
    readonly results: readonly Result[];
  }[];
}

const allOrNone = (values: readonly unknown[]): boolean =>
  new Set(values.map((value) => value === undefined)).size <= 1;

/** What the specification asks for and its JSON schema cannot say; the sections are those of SARIF 2.1.0. */
export function flawsOf(log: SarifLog): string[] {
  return log.runs.flatMap((run) => {
    const { rules, notifications } = run.tool.driver;
    const failures = run.invocations.flatMap((invocation) => invocation.toolExecutionNotifications);
    const [invocation] = run.invocations;
    const located = [...run.results, ...failures, ...run.results.flatMap(({ suppressions = [] }) => suppressions)];
    const places = located.flatMap(({ locations = [] }) => locations.map(({ physicalLocation }) => physicalLocation));
    return [
      ...run.results.filter((one) => rules[one.ruleIndex]?.id !== one.ruleId).map(() => "3.27.6: ruleIndex"),
      ...failures
        .filter(({ descriptor }) => descriptor && notifications[descriptor.index]?.id !== descriptor.id)
        .map(() => "3.52.5: index of a descriptor"),
      ...(allOrNone(run.results.map(({ suppressions }) => suppressions)) ? [] : ["3.27.23: suppressions of some"]),
      ...(allOrNone(run.results.map(({ baselineState }) => baselineState)) ? [] : ["3.27.24: state of some"]),
      ...(failures.some(({ level }) => level === "error") === invocation?.executionSuccessful
        ? ["3.20.21: an error in a run that succeeded"]
        : []),
      ...(invocation?.executionSuccessful === (invocation?.exitCode === 1) ? ["3.20.14: successful, exit code 1"] : []),
      ...places
        .filter(({ artifactLocation: { uri, uriBaseId } }) => {
          const isRelative = !/^[a-z][a-z0-9+.-]*:/i.test(uri);
          return isRelative !== (uriBaseId !== undefined) || (uriBaseId && !(uriBaseId in run.originalUriBaseIds));
        })
        .map(({ artifactLocation: { uri } }) => `3.4.4: base of ${uri}`),
      ...places.filter(({ artifactLocation: { uri } }) => /(^|\/)\.\.(\/|$)|[\\ ]/.test(uri)).map(() => "3.10.2: uri"),
      ...run.results.filter(({ message }) => !message.text.endsWith(".")).map(() => "3.11.3: no sentence"),
    ];
  });
}
