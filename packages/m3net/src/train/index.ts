export { augmentFeatures, defaultAugment, type AugmentOptions } from './augment-features.ts'
export { featureSource, measure, type FeaturePart } from './feature-source.ts'
export { makeTrainer, type TrainerOptions } from './make-trainer.ts'
export { baseRecipe, defaultBatchSize, type Recipe } from './recipe.ts'
