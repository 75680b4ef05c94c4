package io.skucast.deep.serve;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The models that are loaded in this process: one session a version, shared by all who hold a lease
 * of it and closed with the last. Safe for many threads.
 */
public final class DeepModels {
  private record Key(Path root, String version, String sha, SessionConfig config) {}

  private static final class Shared {
    int holders;
    DeepModel model;
  }

  private static final Map<Key, Shared> SHARED = new HashMap<>();

  private DeepModels() {}

  /**
   * Leases a version, which is loaded where this process has not.
   *
   * @param sha checksum of its manifest, from the registry
   * @throws ModelRefusedException as {@link DeepModel#load} does; the next to ask tries again
   */
  public static Lease acquire(Path root, String version, String sha, SessionConfig config)
      throws ModelRefusedException {
    Key key = new Key(root.toAbsolutePath().normalize(), version, sha, config);
    Shared shared;
    synchronized (SHARED) {
      shared = SHARED.computeIfAbsent(key, k -> new Shared());
      shared.holders++;
    }
    boolean loaded = false;
    try {
      // Others of this version wait for its load, those of other versions do not.
      synchronized (shared) {
        if (shared.model == null) {
          shared.model = DeepModel.load(key.root(), version, sha, config);
        }
      }
      loaded = true;
    } finally {
      if (!loaded) {
        release(key, shared);
      }
    }
    return new Held(key, shared);
  }

  /** Versions that are loaded in this process or being loaded. */
  public static int size() {
    synchronized (SHARED) {
      return SHARED.size();
    }
  }

  private static void release(Key key, Shared shared) {
    synchronized (SHARED) {
      if (--shared.holders > 0) {
        return;
      }
      SHARED.remove(key);
    }
    // The last holder is this thread, and no other can come to this entry any more.
    synchronized (shared) {
      if (shared.model != null) {
        shared.model.close();
        shared.model = null;
      }
    }
  }

  private static final class Held implements Lease {
    private final Key key;
    private final Shared shared;
    private boolean closed;

    Held(Key key, Shared shared) {
      this.key = key;
      this.shared = shared;
    }

    @Override
    public DeepModel model() {
      synchronized (shared) {
        if (closed) {
          throw new IllegalStateException("the lease of version " + key.version() + " is closed");
        }
        return shared.model;
      }
    }

    @Override
    public void close() {
      synchronized (shared) {
        if (closed) {
          return;
        }
        closed = true;
      }
      release(key, shared);
    }
  }
}
