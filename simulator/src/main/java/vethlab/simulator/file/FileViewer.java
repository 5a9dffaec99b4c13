package vethlab.simulator.file;

/// Who looks at the files: generated ones show each process its own view (`/proc/self`,
/// `/proc/net`, `/proc/sys/net`).
public interface FileViewer {}
