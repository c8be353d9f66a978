import { EventEmitter } from "node:events";
import type { Socket } from "node:net";
import { Lifetime } from "../../../../src/plugin/go-plugin/lifetime";
import { pass, stopClock } from "../../../support/clock";

const connection = () => new EventEmitter() as Socket;

beforeEach(stopClock);

test("ends when nobody connects within a minute", async () => {
  const end = jest.fn();
  new Lifetime(end);
  await pass(59_999);
  expect(end).not.toHaveBeenCalled();
  await pass(1);
  expect(end).toHaveBeenCalledTimes(1);
});

test("ends within a second when its host dies before it connects", async () => {
  const end = jest.fn();
  let isGone = false;
  new Lifetime(end, undefined, () => isGone);
  await pass(10_000);
  expect(end).not.toHaveBeenCalled();
  isGone = true;
  await pass(1_000);
  expect(end).toHaveBeenCalledTimes(1);
});

test("a host that has connected is known by its connection, not as a parent", async () => {
  const end = jest.fn();
  new Lifetime(end, undefined, () => true).join(connection());
  await pass(100_000);
  expect(end).not.toHaveBeenCalled();
});

test("ends 200 ms after the last connection is lost, and not while another is there", async () => {
  const end = jest.fn();
  const lifetime = new Lifetime(end);
  const [first, second] = [connection(), connection()];
  lifetime.join(first);
  lifetime.join(second);
  first.emit("close");
  await pass(100_000);
  expect(end).not.toHaveBeenCalled();
  second.emit("close");
  await pass(199);
  expect(end).not.toHaveBeenCalled();
  await pass(1);
  expect(end).toHaveBeenCalledTimes(1);
});

test("lives on when the host comes back in time", async () => {
  const end = jest.fn();
  const lifetime = new Lifetime(end);
  const [first, second] = [connection(), connection()];
  lifetime.join(first);
  first.emit("close");
  await pass(199);
  lifetime.join(second);
  await pass(100_000);
  expect(end).not.toHaveBeenCalled();
});

test("tells when no host is connected", async () => {
  const lifetime = new Lifetime(() => {});
  const [first, second] = [connection(), connection()];
  const states: string[] = [];
  await lifetime.disconnected();
  lifetime.join(first);
  lifetime.join(second);
  lifetime.disconnected().then(() => states.push("hung up"));
  first.emit("close");
  await pass(1_000);
  expect(states).toEqual([]);
  second.emit("close");
  await pass(1);
  expect(states).toEqual(["hung up"]);
});
