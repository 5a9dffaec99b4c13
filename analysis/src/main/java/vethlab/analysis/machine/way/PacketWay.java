package vethlab.analysis.machine.way;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.trace.Branch;
import vethlab.simulator.trace.BridgeStep;
import vethlab.simulator.trace.Ending;
import vethlab.simulator.trace.Step;

/// One packet's way through the machine, with all copies that were made of it.
///
/// A trace files copies, refused copies and the packets that answer under one another; this tells
/// them apart again.
public final class PacketWay {

  private final Branch start;
  private final ImmutableList<Branch> copies;

  /// @param start where the packet's way begins
  public PacketWay(Branch start) {
    this.start = start;
    List<Branch> all = new ArrayList<>();
    collect(start, all);
    this.copies = ImmutableList.copyOf(all);
  }

  private static void collect(Branch packet, List<Branch> all) {
    all.add(packet);
    branches(packet, Branch.Relation.COPY).forEach(copy -> collect(copy, all));
  }

  private static ImmutableList<Branch> branches(Branch of, Branch.Relation relation) {
    ImmutableList.Builder<Branch> found = ImmutableList.builder();
    for (Branch.Entry entry : of.entries()) {
      if (entry instanceof Branch.Branched(Branch branch) && branch.relation() == relation) {
        found.add(branch);
      }
    }
    return found.build();
  }

  public Branch start() {
    return start;
  }

  /// What it is called: `echo request`, `ARP reply`.
  public String title() {
    return start.title();
  }

  /// The packet itself and all copies of it.
  public ImmutableList<Branch> copies() {
    return copies;
  }

  /// The packets that were made because of it, such as its answer, in order.
  public ImmutableList<PacketWay> consequences() {
    return copies.stream()
        .flatMap(copy -> branches(copy, Branch.Relation.CONSEQUENCE).stream())
        .map(PacketWay::new)
        .collect(ImmutableList.toImmutableList());
  }

  /// All steps taken by it and its copies, copy by copy.
  public ImmutableList<Step> steps() {
    ImmutableList.Builder<Step> steps = ImmutableList.builder();
    for (Branch copy : copies) {
      for (Branch.Entry entry : copy.entries()) {
        if (entry instanceof Branch.Taken taken) {
          steps.add(taken.step());
        }
      }
    }
    return steps.build();
  }

  /// Whether a bridge has sent it to more ports than one.
  public boolean isFlooded() {
    return steps().stream().anyMatch(BridgeStep.Flooded.class::isInstance);
  }

  /// Where it, its copies, and the copies that were refused went no further, in order.
  public ImmutableList<Ending.Dropped> drops() {
    ImmutableList.Builder<Ending.Dropped> drops = ImmutableList.builder();
    for (Branch copy : copies) {
      addDrop(copy, drops);
      branches(copy, Branch.Relation.PASSED_OVER).forEach(refused -> addDrop(refused, drops));
    }
    return drops.build();
  }

  private static void addDrop(Branch branch, ImmutableList.Builder<Ending.Dropped> drops) {
    if (branch.ending() instanceof Ending.Dropped dropped) {
      drops.add(dropped);
    }
  }

  /// The last thing that took it or a copy of it, or null if nothing did.
  public Ending.@Nullable Delivered delivery() {
    Ending.Delivered last = null;
    for (Branch copy : copies) {
      if (copy.ending() instanceof Ending.Delivered delivered) {
        last = delivered;
      }
    }
    return last;
  }

  /// Whether something took it.
  public boolean isDelivered() {
    return delivery() != null;
  }
}
