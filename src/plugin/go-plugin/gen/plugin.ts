// @ts-nocheck
// Generated from plugin.proto by `npm run generate`: messages, services, and the functions of pbf. Do not edit.
import type { PbfReader, PbfWriter } from "pbf";

export interface Empty {
}

export const GRPCController = {
  typeName: "plugin.GRPCController",
  methods: {
    shutdown: { name: "Shutdown", read: (pbf: PbfReader): Empty => readEmpty(pbf), write: (message: Empty, pbf: PbfWriter): void => writeEmpty(message, pbf) },
  },
} as const;

export const GRPCStdio = {
  typeName: "plugin.GRPCStdio",
  methods: {
    streamStdio: { name: "StreamStdio", streaming: true },
  },
} as const;

export const GRPCBroker = {
  typeName: "plugin.GRPCBroker",
  methods: {
    startStream: { name: "StartStream", streaming: true },
  },
} as const;

export function readEmpty(pbf, end) {
    pbf.pos = end;
    return {};
}
export function writeEmpty(obj, pbf) {}
