package io.skucast.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoAddressesTest {
  private static final String HOME = "skucast.home";
  private static final DemoAddresses HERE =
      new DemoAddresses("127.0.0.1:1", "mine", "http://127.0.0.1:2", "http://127.0.0.1:3");

  @TempDir private Path folder;

  private final String before = System.getProperty(HOME);

  @BeforeEach
  void moveIn() {
    System.setProperty(HOME, folder.toString());
  }

  @AfterEach
  void moveOut() {
    if (before == null) {
      System.clearProperty(HOME);
    } else {
      System.setProperty(HOME, before);
    }
  }

  @Test
  void aDemoIsFoundUntilItStops() throws Exception {
    assertThat(DemoAddresses.find()).isEmpty();
    HERE.write();
    assertThat(DemoAddresses.find()).contains(HERE);
    DemoAddresses.remove();
    assertThat(DemoAddresses.find()).isEmpty();
  }

  @Test
  void oneThatWasKilledIsNotFoundAndAnothersIsNotRemoved() throws Exception {
    HERE.write();
    Path file = folder.resolve(".skucast").resolve("demo.properties");
    Files.writeString(
        file, Files.readString(file).replaceAll("process=.*", "process=999999999999"));
    assertThat(DemoAddresses.find()).isEmpty();
    DemoAddresses.remove();
    assertThat(file).exists();
  }
}
