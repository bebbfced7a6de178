using CustomerSegmentation;
using TorchSharp;

// Before anything of the package: this is what the package's module initializer is for.
using (torch.Tensor four = torch.ones(2, 2).sum())
    if (four.item<float>() != 4) return 1;
TorchRuntime.EnsureLoaded();
Console.WriteLine($"Torch {TorchRuntime.Status}");

CustomerTable customers = SyntheticShop.Customers(2000);
MlpSegmenter segmenter = new MlpSegmenterBuilder()
    .UseLabel("Segment").AddAll().UseTraining(new TrainingOptions { Epochs = 20 }).Build();
using SegmentationModel model = segmenter.Fit(customers);

CustomerTable others = SyntheticShop.Customers(500, seed: 2);
Segmentation segments = model.Segment(others);
Console.WriteLine(segments);
ClassificationReport report = ClassificationReport.Of(model, others);
Console.WriteLine(report);
if (report.Accuracy.Value < 0.5) return 2;

model.Save("shop.seg");
using SegmentationModel loaded = SegmentationModel.Load("shop.seg");
if (!loaded.Segment(others).Probabilities.SequenceEqual(segments.Probabilities)) return 3;
Console.WriteLine("package works");
return 0;
