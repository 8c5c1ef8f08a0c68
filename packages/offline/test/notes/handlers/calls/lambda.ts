import * as commands from "@aws-sdk/client-lambda";
import { caller } from "../call.ts";

export const handler = caller(commands, commands.LambdaClient);
