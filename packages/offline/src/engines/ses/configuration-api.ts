import * as z from "zod";
import type { Configuration, EventDestination } from "./configuration.ts";

export interface Answer {
  status: number;
  body: object;
  /** The name of the SDK's error class. */
  errorType?: string;
}

const newSet = z.object({ ConfigurationSetName: z.string().min(1) });
const newIdentity = z.object({ EmailIdentity: z.string().min(1), ConfigurationSetName: z.string().optional() });
const identitySet = z.object({ ConfigurationSetName: z.string().optional() });
const definition = z.object({
  Enabled: z.boolean().default(false),
  MatchingEventTypes: z.array(z.string()).min(1),
  SnsDestination: z.object({ TopicArn: z.string() }, "only topics can be told here"),
});
const newDestination = z.object({ EventDestinationName: z.string().min(1), EventDestination: definition });
const changedDestination = z.object({ EventDestination: definition });

/**
 * The part of the SES API that configures identities and the topics that get mail events.
 *
 * @param path below `/v2/email/`
 * @returns undefined for other operations
 */
export function configure(
  configuration: Configuration,
  { method, path, body }: { method: string; path: string[]; body: unknown },
): Answer | undefined {
  const [collection, id = "", part, name = ""] = path;
  const call = [method, collection, id && "*", part, name && "*"].filter(Boolean).join(" ");
  switch (call) {
    case "POST configuration-sets":
      return checked(newSet, body, ({ ConfigurationSetName: set }) => {
        if (configuration.destinationsOf(set)) return refuse(400, "AlreadyExistsException", `${set} exists already.`);
        configuration.setDestinations(set, []);
        return done();
      });
    case "GET configuration-sets * event-destinations":
      return inSet(id, (all) => ({ status: 200, body: { EventDestinations: all.map(described) } }));
    case "POST configuration-sets * event-destinations":
      return inSet(id, (all) =>
        checked(newDestination, body, ({ EventDestinationName, EventDestination }) => {
          if (all.some((it) => it.name === EventDestinationName))
            return refuse(400, "AlreadyExistsException", `${EventDestinationName} exists already.`);
          configuration.setDestinations(id, [...all, destination(EventDestinationName, EventDestination)]);
          return done();
        }),
      );
    case "PUT configuration-sets * event-destinations *":
      return inSet(id, (all) =>
        checked(changedDestination, body, ({ EventDestination }) => {
          if (!all.some((it) => it.name === name)) return notFound(name);
          const changed = destination(name, EventDestination);
          configuration.setDestinations(
            id,
            all.map((it) => (it.name === name ? changed : it)),
          );
          return done();
        }),
      );
    case "DELETE configuration-sets * event-destinations *":
      return inSet(id, (all) => {
        configuration.setDestinations(
          id,
          all.filter((it) => it.name !== name),
        );
        return done();
      });
    case "POST identities":
      return checked(newIdentity, body, ({ EmailIdentity, ConfigurationSetName }) => {
        if (configuration.identity(EmailIdentity))
          return refuse(400, "AlreadyExistsException", `${EmailIdentity} exists already.`);
        configuration.setIdentity(EmailIdentity, ConfigurationSetName);
        return { status: 200, body: { VerifiedForSendingStatus: true } };
      });
    case "GET identities *": {
      const identity = configuration.identity(id);
      if (!identity) return notFound(id);
      return { status: 200, body: { VerifiedForSendingStatus: true, ConfigurationSetName: identity.configurationSet } };
    }
    case "PUT identities * configuration-set":
      if (!configuration.identity(id)) return notFound(id);
      return checked(identitySet, body, ({ ConfigurationSetName }) => {
        configuration.setIdentity(id, ConfigurationSetName);
        return done();
      });
    default:
      return undefined;
  }

  function inSet(set: string, then: (destinations: EventDestination[]) => Answer): Answer {
    const destinations = configuration.destinationsOf(set);
    return destinations ? then(destinations) : notFound(set);
  }
}

export function refuse(status: number, errorType: string, message: string): Answer {
  return { status, errorType, body: { message } };
}

function checked<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
  then: (input: z.output<Schema>) => Answer,
): Answer {
  const parsed = schema.safeParse(body);
  return parsed.success ? then(parsed.data) : refuse(400, "BadRequestException", z.prettifyError(parsed.error));
}

function done(): Answer {
  return { status: 200, body: {} };
}

function notFound(name: string): Answer {
  return refuse(404, "NotFoundException", `${name} does not exist.`);
}

function destination(name: string, it: z.infer<typeof definition>): EventDestination {
  return { name, enabled: it.Enabled, types: it.MatchingEventTypes, topicArn: it.SnsDestination.TopicArn };
}

function described({ name, enabled, types, topicArn }: EventDestination) {
  return { Name: name, Enabled: enabled, MatchingEventTypes: types, SnsDestination: { TopicArn: topicArn } };
}
