import * as commands from "@aws-sdk/client-dynamodb-streams";
import { caller } from "../call.ts";

export const handler = caller(commands, commands.DynamoDBStreamsClient);
