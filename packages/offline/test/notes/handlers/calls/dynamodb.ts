import * as commands from "@aws-sdk/client-dynamodb";
import { caller } from "../call.ts";

export const handler = caller(commands, commands.DynamoDBClient);
