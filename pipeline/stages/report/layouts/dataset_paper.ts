import type { PaperLayout } from "../params.ts";

const BASIC_TERMS = {
  Macule: ["Basic terms"],
  "Closed comedo": ["Additional terms"],
};

/** The dataset paper's tables and statements, in its order and spelling. */
export const DATASET_PAPER: PaperLayout = {
  source: "dataset-paper",
  title: "DermX: a Dermatological Diagnosis Explainability Dataset",
  reference:
    "R. Jalaboi, M. Orbes-Arteaga, D. R. Jørgensen, I. Manole, O. Ionescu Bozdog, A. Chiriac, O. Winther, A. Galimzianova.",
  tables: [
    {
      id: "table1",
      label: "Table 1",
      caption: "Images by public source and diagnosis, after discarding",
      transposed: true,
    },
    {
      id: "table2a",
      label: "Table 2a",
      caption:
        "Diagnoses of the dermatologists against the gold standard (mean ± std over raters)",
    },
    {
      id: "table2b",
      label: "Table 2b",
      caption:
        "Agreement between dermatologists on the diagnosis (mean ± std over pairs of raters)",
    },
    {
      id: "table3a",
      label: "Table 3a",
      caption:
        "Agreement between dermatologists on the presence or absence of characteristics (mean ± std)",
      headings: BASIC_TERMS,
    },
    {
      id: "table3b",
      label: "Table 3b",
      caption:
        "Agreement between dermatologists on where localisable characteristics are (mean ± std)",
      headings: BASIC_TERMS,
      labels: { "Dermatoglyph disruption": "Dermatoglyph-disruption" },
    },
    {
      id: "table4",
      label: "Table 4",
      caption: "Images used for training and for testing, by disease",
    },
    {
      id: "table5a",
      label: "Table 5a",
      caption:
        "Diagnoses of ResNet-50 against the gold standard (mean ± std over five models)",
    },
    {
      id: "table5b",
      label: "Table 5b",
      caption:
        "Diagnoses of EfficientNet-B4 against the gold standard (mean ± std over five models)",
    },
    {
      id: "table6a",
      label: "Table 6a",
      caption:
        "Grad-CAM maps of ResNet-50 against the outlines of the dermatologists (mean ± std over five models)",
      headings: BASIC_TERMS,
    },
    {
      id: "table6b",
      label: "Table 6b",
      caption:
        "Grad-CAM maps of EfficientNet-B4 against the outlines of the dermatologists (mean ± std over five models)",
      headings: BASIC_TERMS,
    },
    {
      id: "appendix_table1",
      label: "Appendix Table 1",
      caption:
        "Agreement between dermatologists on the presence or absence of all characteristics (mean ± std)",
      headings: {
        "Elderly": ["Non-localisable characteristics", "Demographics"],
        "Acral distribution": ["Distribution"],
        "Macule": ["Localisable characteristics", "Basic terms"],
        "Closed comedo": ["Additional terms"],
      },
      labels: {
        "evals": "Evals",
        "Palmo-plantar distribution": "Palmo-plantar",
        "Thrombosed capillaries": "Thrombosed capillary",
      },
    },
    {
      id: "text",
      label: "Statements in the text",
      caption: "Numbers that the running text states outside its tables",
      labels: {
        skin_tone: "Images by skin tone",
        age: "Images by apparent age",
        rater_accuracy_range:
          "Accuracy of a dermatologist against the gold standard",
        pairwise_f1_range:
          "Pairwise F1 between dermatologists on the diagnosis",
        evaluations_total: "Evaluations collected",
        images_total: "Images evaluated",
        discarded: "Evaluations discarded",
        multiple_diagnoses: "Evaluations set aside for several diagnoses",
        evaluations_kept: "Evaluations kept",
        images_kept: "Images kept",
        accuracy_resnet50: "Accuracy of ResNet-50",
        accuracy_efficientnet_b4: "Accuracy of EfficientNet-B4",
        validation_f1_resnet50:
          "Validation F1 of ResNet-50 on the internal data",
        validation_f1_efficientnet_b4:
          "Validation F1 of EfficientNet-B4 on the internal data",
        f1_advantage_points:
          "Average F1 advantage of EfficientNet-B4, in points",
        chance_accuracy: "Accuracy by chance",
        terms: "Terms of the ontology",
        min: "lowest",
        max: "highest",
        value: "",
        non_localisable: "non-localisable",
      },
    },
  ],
  labels: {
    "f1": "F1",
    "sensitivity": "Sensitivity",
    "specificity": "Specificity",
    "evals": "Evaluations",
    "images": "Images",
    "Seborrheic dermatitis": "Seborrhoeic dermatitis",
    "Seborrheic region": "Seborrhoeic region",
  },
};
