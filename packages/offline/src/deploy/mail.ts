import {
  AlreadyExistsException,
  CreateConfigurationSetCommand,
  CreateConfigurationSetEventDestinationCommand,
  CreateEmailIdentityCommand,
  DeleteConfigurationSetEventDestinationCommand,
  type EventDestination,
  GetConfigurationSetEventDestinationsCommand,
  GetEmailIdentityCommand,
  NotFoundException,
  PutEmailIdentityConfigurationSetAttributesCommand,
  type SESv2Client,
  UpdateConfigurationSetEventDestinationCommand,
} from "@aws-sdk/client-sesv2";
import type { MailEventDestination, MailIdentity } from "../graph/types.ts";

/**
 * Tells SES which identities send mails, and which topics get their events. An event destination that is not in the
 * graph is removed.
 *
 * @returns what was changed, as short notes
 */
export async function deployMail(client: SESv2Client, identities: MailIdentity[]): Promise<string[]> {
  try {
    const notes = await Promise.all(identities.map((identity) => deployIdentity(client, identity)));
    return notes.flat();
  } catch (error) {
    if (!isUnknownOperation(error)) throw error;
    return ["the SES that is given knows no configuration sets: nobody will be told of bounces"];
  }
}

/** An SES engine elsewhere may only be able to send. */
function isUnknownOperation(error: unknown): boolean {
  if (error instanceof NotFoundException) return false;
  // A response that is not SES's has no error class; the SDK attaches it unparsed.
  const { $metadata, $response } = error as {
    $metadata?: { httpStatusCode?: number };
    $response?: { statusCode: number };
  };
  return ($metadata?.httpStatusCode ?? $response?.statusCode) === 404;
}

async function deployIdentity(client: SESv2Client, { name, sender, configurationSet }: MailIdentity) {
  const changes = await deployEvents(client, configurationSet);
  const wanted = { EmailIdentity: sender, ConfigurationSetName: configurationSet.name };
  const actual = await unlessMissing(client.send(new GetEmailIdentityCommand({ EmailIdentity: sender })));
  if (actual === undefined) {
    await client.send(new CreateEmailIdentityCommand(wanted));
    return [...changes, `mail identity ${name} created`];
  }
  if (actual.ConfigurationSetName !== configurationSet.name) {
    await client.send(new PutEmailIdentityConfigurationSetAttributesCommand(wanted));
    changes.push(`mail identity ${name}: configuration set changed`);
  }
  return changes;
}

async function deployEvents(client: SESv2Client, { name, eventDestinations }: MailIdentity["configurationSet"]) {
  const ConfigurationSetName = name;
  const get = new GetConfigurationSetEventDestinationsCommand({ ConfigurationSetName });
  const found = await unlessMissing(client.send(get));
  if (found === undefined) await create(client, name);
  const actual = new Map((found?.EventDestinations ?? []).map((it) => [it.Name ?? "", it]));
  const notes: string[] = [];
  for (const wanted of eventDestinations) {
    const known = actual.get(wanted.name);
    actual.delete(wanted.name);
    if (known && isAs(wanted, known)) continue;
    const Command = known
      ? UpdateConfigurationSetEventDestinationCommand
      : CreateConfigurationSetEventDestinationCommand;
    await client.send(
      new Command({
        ConfigurationSetName,
        EventDestinationName: wanted.name,
        EventDestination: {
          Enabled: true,
          MatchingEventTypes: wanted.types,
          SnsDestination: { TopicArn: wanted.topicArn },
        },
      }),
    );
    notes.push(`mail events ${name}/${wanted.name} ${known ? "changed" : "created"}`);
  }
  for (const EventDestinationName of actual.keys()) {
    await client.send(
      new DeleteConfigurationSetEventDestinationCommand({ ConfigurationSetName, EventDestinationName }),
    );
    notes.push(`mail events ${name}/${EventDestinationName} ended`);
  }
  return notes;
}

async function create(client: SESv2Client, ConfigurationSetName: string): Promise<void> {
  try {
    await client.send(new CreateConfigurationSetCommand({ ConfigurationSetName }));
  } catch (error) {
    if (!(error instanceof AlreadyExistsException)) throw error;
  }
}

function isAs(wanted: MailEventDestination, { Enabled, MatchingEventTypes = [], SnsDestination }: EventDestination) {
  const types = new Set<string>(MatchingEventTypes);
  return (
    Enabled === true &&
    SnsDestination?.TopicArn === wanted.topicArn &&
    types.size === wanted.types.length &&
    wanted.types.every((type) => types.has(type))
  );
}

async function unlessMissing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof NotFoundException) return undefined;
    throw error;
  }
}
