package io.skucast.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of the loopback interface on which nothing listens. */
public final class FreePort {
  private FreePort() {}

  public static int any() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  /**
   * The port itself if it is free, otherwise any.
   *
   * @param preferred 0: any
   */
  public static int orAnother(int preferred) throws IOException {
    if (preferred != 0) {
      try (ServerSocket socket = new ServerSocket()) {
        // All interfaces: another program may hold the port on one that is not the loopback.
        socket.bind(new InetSocketAddress(preferred));
        return preferred;
      } catch (IOException taken) {
        return any();
      }
    }
    return any();
  }
}
