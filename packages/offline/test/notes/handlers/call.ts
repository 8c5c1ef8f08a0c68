import { Resource } from "./resource.ts";

interface Client {
  send(command: object): Promise<object>;
}

type Package = Record<string, new (input: object) => Client>;

/** Packages and clients; each is loaded only by functions that use it. */
const services = {
  connections: ["apigatewaymanagementapi", "ApiGatewayManagementApiClient"],
  cloudwatch: ["cloudwatch", "CloudWatchClient"],
  dynamodb: ["dynamodb", "DynamoDBClient"],
  lambda: ["lambda", "LambdaClient"],
  streams: ["dynamodb-streams", "DynamoDBStreamsClient"],
  ses: ["sesv2", "SESv2Client"],
  sns: ["sns", "SNSClient"],
  sqs: ["sqs", "SQSClient"],
};

export interface Call {
  service: keyof typeof services;
  /** `PutItem` */
  command: string;
  input: object;
}

/** JSON has no dates. */
function withTimes(input: object): object {
  return JSON.parse(JSON.stringify(input), (key, value) => (key.endsWith("Time") ? new Date(value) : value));
}

/** Makes an AWS call and returns how it went. */
export async function handler({ service, command, input }: Call) {
  const [packageName, clientName = ""] = services[service];
  const commands = (await import(`@aws-sdk/client-${packageName}`)) as Package;
  const [Client, Command] = [commands[clientName], commands[`${command}Command`]];
  if (!Client || !Command) throw new Error(`${service} has no ${command}`);
  const endpoint = service === "connections" && { endpoint: Resource.NoteSocket.managementEndpoint };
  try {
    await new Client({ ...endpoint }).send(new Command(withTimes(input)));
    return { status: "done" };
  } catch (error) {
    const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    return { status: $metadata?.httpStatusCode, name, message };
  }
}
