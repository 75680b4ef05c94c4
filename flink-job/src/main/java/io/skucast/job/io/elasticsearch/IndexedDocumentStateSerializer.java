package io.skucast.job.io.elasticsearch;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriterStateSerializer;

/** Writes the documents that wait in the sink's buffer into a checkpoint. */
final class IndexedDocumentStateSerializer extends AsyncSinkWriterStateSerializer<IndexedDocument> {

  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  protected void serializeRequestToStream(IndexedDocument document, DataOutputStream out)
      throws IOException {
    out.writeUTF(document.index());
    out.writeUTF(document.id());
    out.writeLong(document.version());
    out.writeInt(document.json().length);
    out.write(document.json());
  }

  @Override
  protected IndexedDocument deserializeRequestFromStream(long requestSize, DataInputStream in)
      throws IOException {
    String index = in.readUTF();
    String id = in.readUTF();
    long version = in.readLong();
    int length = in.readInt();
    byte[] json = in.readNBytes(length);
    if (json.length != length) {
      throw new EOFException("a buffered document ends after " + json.length + " bytes");
    }
    return new IndexedDocument(index, id, version, json);
  }
}
