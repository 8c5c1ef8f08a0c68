import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import { dynamodb } from "../aws/clients.ts";
import { type Customer, customer, customerIdOf } from "./customer.ts";

/** @returns the type of the customer with this e-mail address (in lower case): normal unless they have become a VIP */
export async function typeOf(email: string): Promise<Customer["type"]> {
  const { Item: item } = await dynamodb.send(
    new GetCommand({ TableName: Resource.CustomerTable.name, Key: { id: customerIdOf(email) }, ConsistentRead: true }),
  );
  return item ? customer.parse(item).type : "normal";
}
