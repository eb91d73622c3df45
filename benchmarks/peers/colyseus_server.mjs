// A line goes to everybody in its room: node colyseus_server.mjs PORT
import { Room, Server } from "@colyseus/core";
import { WebSocketTransport } from "@colyseus/ws-transport";

class Group extends Room {
  maxClients = 8;

  onCreate() {
    this.onMessage("chat", (_client, text) => this.broadcast("chat", text));
  }
}

const server = new Server({ transport: new WebSocketTransport({}), greet: false });
server.define("group", Group).filterBy(["group"]);
await server.listen(Number(process.argv[2]), "127.0.0.1");
