models-title = Модели
