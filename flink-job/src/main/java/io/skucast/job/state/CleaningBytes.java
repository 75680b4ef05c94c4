package io.skucast.job.state;

import static io.skucast.job.state.CompactSerializer.readFloats;
import static io.skucast.job.state.CompactSerializer.readVar;
import static io.skucast.job.state.CompactSerializer.writeFloats;
import static io.skucast.job.state.CompactSerializer.writeVar;

import io.skucast.core.clean.DemandProfile;
import io.skucast.core.clean.SeriesLife;
import io.skucast.core.clean.SpikeFilter;
import io.skucast.core.forecast.ForecasterBank;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What a bank knows of its series' demand: its class, its spikes and its life. */
final class CleaningBytes {
  private CleaningBytes() {}

  static void write(ForecasterBank bank, DataOutputView out) throws IOException {
    DemandProfile profile = bank.demandProfile;
    writeVar(profile.memory, out);
    writeVar(profile.count, out);
    writeVar(profile.demands, out);
    out.writeDouble(profile.weight);
    out.writeDouble(profile.size);
    out.writeDouble(profile.variance);
    SpikeFilter spikes = bank.spikes;
    writeFloats(spikes.window, out);
    out.writeByte(spikes.kept);
    out.writeByte(spikes.next);
    out.writeByte(spikes.run);
    out.writeByte(spikes.sinceZero);
    out.writeByte(spikes.last);
    SeriesLife life = bank.life;
    writeVar(life.count, out);
    writeVar(life.zeroRun, out);
    writeVar(life.sinceRestart, out);
    writeFloats(out, life.periods, life.demands, life.probability);
  }

  static void read(ForecasterBank bank, DataInputView in) throws IOException {
    DemandProfile profile = new DemandProfile();
    profile.memory = (int) readVar(in);
    profile.count = (int) readVar(in);
    profile.demands = (int) readVar(in);
    profile.weight = in.readDouble();
    profile.size = in.readDouble();
    profile.variance = in.readDouble();
    SpikeFilter spikes = bank.spikes;
    spikes.window = readFloats(in);
    spikes.kept = in.readByte();
    spikes.next = in.readByte();
    spikes.run = in.readByte();
    spikes.sinceZero = in.readByte();
    spikes.last = in.readByte();
    SeriesLife life = new SeriesLife();
    life.count = (int) readVar(in);
    life.zeroRun = (int) readVar(in);
    life.sinceRestart = (int) readVar(in);
    float[] run = readFloats(in, 3);
    life.periods = run[0];
    life.demands = run[1];
    life.probability = run[2];
    bank.demandProfile = profile;
    bank.life = life;
  }
}
