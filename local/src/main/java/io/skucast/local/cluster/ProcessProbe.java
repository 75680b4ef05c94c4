package io.skucast.local.cluster;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Looks into another Java process of this machine and user, as {@code jcmd} does; on Linux, where
 * the system tells what is resident.
 */
public final class ProcessProbe implements AutoCloseable {
  private static final String LOADER = "org.apache.flink.util.ChildFirstClassLoader";
  private static final Pattern INSTANCES =
      Pattern.compile("(?m)^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+" + Pattern.quote(LOADER) + "(\\s|$)");
  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB");

  /** Threads of the Java process that come with being looked at. */
  private static final Pattern OWN = Pattern.compile("(RMI |JMX |Attach Listener).*");

  private final long pid;
  private final JMXConnector connector;

  private ProcessProbe(long pid, JMXConnector connector) {
    this.pid = pid;
    this.connector = connector;
  }

  /** Begins to look into the process. */
  public static ProcessProbe attach(long pid) throws IOException {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
      try {
        String address = machine.startLocalManagementAgent();
        return new ProcessProbe(pid, JMXConnectorFactory.connect(new JMXServiceURL(address)));
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException e) {
      throw new IOException("process " + pid + " cannot be looked into: " + e.getMessage(), e);
    }
  }

  /** Collects all garbage, and reads what is left. */
  public ProcessReading read() throws IOException {
    MBeanServerConnection server = connector.getMBeanServerConnection();
    // The first collection finds what is dead, and what had to be finalised dies with the second.
    loaders(server);
    long loaders = loaders(server);
    return new ProcessReading(metaspace(server), resident(), loaders, threads(server));
  }

  private static long loaders(MBeanServerConnection server) throws IOException {
    try {
      String histogram =
          (String)
              server.invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "gcClassHistogram",
                  new Object[] {new String[0]},
                  new String[] {String[].class.getName()});
      Matcher line = INSTANCES.matcher(histogram);
      return line.find() ? Long.parseLong(line.group(1)) : 0;
    } catch (JMException e) {
      throw new IOException("the process does not say what is on its heap: " + e.getMessage(), e);
    }
  }

  private static long metaspace(MBeanServerConnection server) throws IOException {
    for (MemoryPoolMXBean pool :
        ManagementFactory.getPlatformMXBeans(server, MemoryPoolMXBean.class)) {
      if (pool.getName().equals("Metaspace")) {
        return pool.getUsage().getUsed();
      }
    }
    throw new IOException("the process has no metaspace");
  }

  private static Map<String, Integer> threads(MBeanServerConnection server) throws IOException {
    ThreadMXBean bean = ManagementFactory.getPlatformMXBean(server, ThreadMXBean.class);
    Map<String, Integer> threads = new TreeMap<>();
    for (ThreadInfo thread : bean.getThreadInfo(bean.getAllThreadIds())) {
      // One that has ended since is null.
      if (thread != null && !OWN.matcher(thread.getThreadName()).matches()) {
        threads.merge(thread.getThreadName().replaceAll("\\d+", "#"), 1, Integer::sum);
      }
    }
    return threads;
  }

  private long resident() throws IOException {
    Matcher line = RESIDENT.matcher(Files.readString(Path.of("/proc", pid + "", "status")));
    if (!line.find()) {
      throw new IOException("process " + pid + " has no resident memory");
    }
    return 1024 * Long.parseLong(line.group(1));
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
