package io.skucast.local.notebook;

import java.util.List;

/** What notebooks need of Python, and Debian's package of it. */
enum PythonModule {
  IPYKERNEL("ipykernel", "python3-ipykernel"),
  NBCLIENT("nbclient", "python3-nbclient"),
  NBFORMAT("nbformat", "python3-nbformat"),
  PANDAS("pandas", "python3-pandas"),
  MATPLOTLIB("matplotlib", "python3-matplotlib"),
  /** Jupyter's server and its page; executing notebooks does without. */
  NOTEBOOK("notebook", "python3-notebook");

  /** What executes notebooks. */
  static final List<PythonModule> EXECUTING =
      List.of(IPYKERNEL, NBCLIENT, NBFORMAT, PANDAS, MATPLOTLIB);

  /** What opens them in a browser. */
  static final List<PythonModule> OPENING = List.of(values());

  private final String module;
  private final String debianPackage;

  PythonModule(String module, String debianPackage) {
    this.module = module;
    this.debianPackage = debianPackage;
  }

  /** The name that Python imports. */
  String module() {
    return module;
  }

  String debianPackage() {
    return debianPackage;
  }
}
