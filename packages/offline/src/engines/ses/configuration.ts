import { renameSync, writeFileSync } from "node:fs";
import * as z from "zod";
import { readKept } from "../../kept-file.ts";

const eventDestination = z.object({
  name: z.string(),
  enabled: z.boolean(),
  /** `BOUNCE` */
  types: z.array(z.string()),
  topicArn: z.string(),
});
export type EventDestination = z.infer<typeof eventDestination>;

const kept = z.object({
  /** By configuration set name. */
  destinations: z.record(z.string(), z.array(eventDestination)),
  /** The default configuration set of an address or domain. */
  identities: z.record(z.string(), z.object({ configurationSet: z.string().optional() })),
});

/** Who may send, and where SES publishes mail events. It is kept across restarts in `file`. */
export class Configuration {
  readonly #file: string;
  readonly #kept: z.infer<typeof kept>;

  constructor(file: string) {
    this.#file = file;
    const about = { holds: "SES's configuration sets and identities", without: "the deploy makes them again" };
    this.#kept = readKept(file, about, (it) => kept.parse(it)) ?? { destinations: {}, identities: {} };
  }

  /** @returns undefined if there is no such configuration set */
  destinationsOf(configurationSet: string): EventDestination[] | undefined {
    return this.#kept.destinations[configurationSet];
  }

  setDestinations(configurationSet: string, destinations: EventDestination[]): void {
    this.#kept.destinations[configurationSet] = destinations;
    this.#save();
  }

  identity(name: string): { configurationSet?: string | undefined } | undefined {
    return this.#kept.identities[name];
  }

  setIdentity(name: string, configurationSet: string | undefined): void {
    this.#kept.identities[name] = { configurationSet };
    this.#save();
  }

  /** @returns a mail's configuration set: the one it names, or its sender's default */
  setOf({ from, configurationSet }: { from: string; configurationSet?: string | undefined }): string | undefined {
    return configurationSet ?? this.identity(this.identityOf(from))?.configurationSet;
  }

  /** @returns the identity of a sender: its address, or its domain */
  identityOf(from: string): string {
    const domain = from.slice(from.indexOf("@") + 1);
    return !this.identity(from) && this.identity(domain) ? domain : from;
  }

  /** @returns the ARNs of the topics that get these events for mails from this address */
  topicsFor(eventType: string, sending: { from: string; configurationSet?: string | undefined }) {
    const set = this.setOf(sending);
    const destinations = (set && this.destinationsOf(set)) || [];
    return destinations.filter(({ enabled, types }) => enabled && types.includes(eventType)).map((it) => it.topicArn);
  }

  #save(): void {
    writeFileSync(`${this.#file}.new`, JSON.stringify(this.#kept));
    renameSync(`${this.#file}.new`, this.#file);
  }
}
