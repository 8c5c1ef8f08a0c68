import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import { dynamodb } from "../aws/clients.ts";
import { type Customer, customer, customerIdOf } from "./customer.ts";

/** @returns the customer with this e-mail address (in lower case), if there is one */
export async function findCustomer(email: string): Promise<Customer | undefined> {
  const { Item: item } = await dynamodb.send(
    new GetCommand({ TableName: Resource.CustomerTable.name, Key: { id: customerIdOf(email) }, ConsistentRead: true }),
  );
  return item && customer.parse(item);
}
