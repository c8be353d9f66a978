import type { FindingKind } from "../finding";

interface Descriptor {
  readonly kind: FindingKind;
  readonly name: string;
  readonly short: string;
  readonly full: string;
  /** what to do */
  readonly help: string;
}

const rules: readonly Descriptor[] = [
  {
    kind: "changed",
    name: "ChangedAttribute",
    short: "An attribute of a product is not as recorded.",
    full: "The platform gives another value for an attribute than the one that is written down in the file.",
    help: "If the platform is right, record what it says now and look at what was built with the old value. If it is wrong, have the product changed back.",
  },
  {
    kind: "absent",
    name: "AbsentProduct",
    short: "A recorded product is gone.",
    full: "The product does not exist any more, or it does not match the recorded search any more.",
    help: "If it is gone for good, take it out of the stacks that use it and out of the file.",
  },
  {
    kind: "extra",
    name: "ExtraProduct",
    short: "There is a product that was not recorded.",
    full: "A product matches the recorded search, or exists under the recorded key, that was not there before.",
    help: "If it belongs there, record what the platform says now.",
  },
];

const failures: readonly Descriptor[] = [
  {
    kind: "denied",
    name: "DeniedAccess",
    short: "The platform refuses access.",
    full: "The platform was reached and does not let these credentials read, so nothing is known.",
    help: "Check the credentials, and what they may read.",
  },
  {
    kind: "unchecked",
    name: "UncheckedEntry",
    short: "An entry could not be compared.",
    full: "No usable answer came for another reason than refused access, so nothing is known.",
    help: "The message says what to do.",
  },
];

const descriptor = ({ kind, name, short, full, help }: Descriptor) => ({
  id: kind,
  name,
  shortDescription: { text: short },
  fullDescription: { text: full },
  help: { text: help, markdown: help },
  defaultConfiguration: { level: "error" },
});

/** What a result may be about: the rules of the tool. */
export const ruleDescriptors = rules.map(descriptor);

/** What may keep the tool from its work. */
export const failureDescriptors = failures.map(descriptor);

const indexIn = (list: readonly { readonly id: string }[], id: string): number =>
  list.findIndex((one) => one.id === id);

export const ruleIndex = (kind: FindingKind): number => indexIn(ruleDescriptors, kind);
export const failureIndex = (kind: FindingKind): number => indexIn(failureDescriptors, kind);
