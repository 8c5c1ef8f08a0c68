import { PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import { dynamodb } from "./aws/clients.ts";
import { donuts } from "./catalog/donuts.ts";
import { guardNewProduct } from "./room-guard.ts";
import { stockKey } from "./stock/stock-item.ts";
import { seeding } from "./stock/stock-update.ts";

/** Brings descriptions and prices of all products up to date. Leaves existing stock alone. */
export async function seedCatalog(): Promise<{ products: number }> {
  await Promise.all(
    donuts.map(async ({ initialStock, ...facts }) => {
      await dynamodb.send(
        new UpdateCommand({
          TableName: Resource.StockTable.name,
          Key: stockKey(facts.id),
          ...seeding(facts.price, initialStock),
        }),
      );
      await guardNewProduct(facts.id);
      // Written after its stock, so that every visible product can be bought.
      await dynamodb.send(new PutCommand({ TableName: Resource.ProductTable.name, Item: facts }));
    }),
  );
  return { products: donuts.length };
}
