package dev.nightjar.storage.internal;

import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;

/** Turns what is allowed into the query of a signed address (a shared access signature). */
@FunctionalInterface
interface SasSigner {

    String sign(BlobClient blob, BlobServiceSasSignatureValues allowed);
}
