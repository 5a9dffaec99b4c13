package vethlab.simulator.device;

/// How many queues a device was given (`numtxqueues`, `numrxqueues`); one is as good as many here.
public record QueueCounts(int transmit, int receive) {

  public static final QueueCounts ONE = new QueueCounts(1, 1);
}
