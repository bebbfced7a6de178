#:property UseTorchRuntime=false
// Unpacks a zip file where the machine has no other tool for it.
System.IO.Compression.ZipFile.ExtractToDirectory(args[0], args[1]);
