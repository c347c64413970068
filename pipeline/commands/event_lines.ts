import type { Place, RunEvent } from "../engine/events.ts";
import { counted } from "../stages/prose/counted.ts";
import { describeEvent, placeOf } from "./describe_event.ts";
import { formatBytes, formatSeconds } from "./format.ts";

/** Events of an action, one shard of a node. */
type ShardEvent = Extract<RunEvent, Place> & Required<Pick<Place, "shard">>;

/** What has become of the shards of a node. */
interface Tally {
  started: boolean;
  waiting: boolean;
  executed: number;
  reused: number;
  failed: number;
  seconds: number;
  bytes: number;
}

/**
 * Puts the events of a run into lines for people. What happens to the shards of a
 * node becomes one line when the first starts and one when the last has ended: of a
 * hundred shards a reader wants to know the two or three that fail.
 */
export class EventLines {
  readonly #tallies = new Map<string, Tally>();
  readonly #reused: boolean;

  /**
   * Starts with no event seen.
   *
   * @param options.reused Whether reuse is worth a line; yes unless said.
   */
  constructor({ reused = true }: { readonly reused?: boolean } = {}) {
    this.#reused = reused;
  }

  /** What there is to say of an event, if anything: one or more lines. */
  of(event: RunEvent): string | undefined {
    if (isOfShard(event)) return this.#ofShard(event);
    const isReuse = event.type === "action-finished" &&
      event.outcome === "reused";
    return isReuse && !this.#reused ? undefined : describeEvent(event);
  }

  #ofShard(event: ShardEvent): string | undefined {
    const { shard, ...node } = event;
    const name = placeOf(node);
    const tally = this.#tallies.get(name) ?? newTally();
    this.#tallies.set(name, tally);
    switch (event.type) {
      case "action-started":
      case "waiting": {
        const kind = event.type === "waiting" ? "waiting" : "started";
        const isFirst = !tally[kind];
        tally[kind] = true;
        return isFirst ? describeEvent(node as RunEvent) : undefined;
      }
      case "action-finished": {
        tally[event.outcome]++;
        tally.bytes += event.bytes;
        if (event.outcome === "executed") tally.seconds += event.seconds;
        return this.#end(name, shard.count);
      }
      case "action-failed": {
        tally.failed++;
        const end = this.#end(name, shard.count);
        const text = describeEvent(event);
        return end === undefined ? text : `${text}\n${end}`;
      }
      default:
        return describeEvent(event);
    }
  }

  /** The last line of a node, if all of its shards have ended. */
  #end(name: string, count: number): string | undefined {
    const tally = this.#tallies.get(name)!;
    const { executed, reused, failed, seconds, bytes } = tally;
    if (executed + reused + failed < count) return undefined;
    this.#tallies.delete(name);
    if (executed === 0 && (reused === 0 || !this.#reused)) return undefined;
    const what = executed === 0
      ? "reused"
      : `done in ${formatSeconds(seconds)}`;
    const done = executed === 0 ? reused : executed;
    const shards = done === count
      ? counted(count, "shard")
      : `${done} of ${counted(count, "shard")}`;
    const others = [
      ...(executed > 0 && reused > 0 ? [`${reused} reused`] : []),
      ...(failed > 0 ? [`${failed} failed`] : []),
    ];
    return `${name} ${[`${what}, ${shards}`, ...others].join(", ")} (${
      formatBytes(bytes)
    })`;
  }
}

function isOfShard(event: RunEvent): event is ShardEvent {
  return "shard" in event && event.shard !== undefined;
}

function newTally(): Tally {
  return {
    started: false,
    waiting: false,
    executed: 0,
    reused: 0,
    failed: 0,
    seconds: 0,
    bytes: 0,
  };
}
