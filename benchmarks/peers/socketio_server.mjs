// A line goes to everybody in its group: node socketio_server.mjs PORT
import { createServer } from "node:http";
import { Server } from "socket.io";

const http = createServer();
const io = new Server(http, { transports: ["websocket"], maxHttpBufferSize: 1e5 });
io.on("connection", (socket) => {
  const group = String(socket.handshake.query.group);
  socket.join(group);
  socket.on("chat", (text) => io.to(group).emit("chat", text));
});
http.listen(Number(process.argv[2]), "127.0.0.1");
